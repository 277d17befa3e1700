"""Words that everybody says: never taken for a slip, nor for a village of the same name without a sign of it.

« Je touche le RSA » is not La Touche, « aucun » is not Autun, « gens comme moi » is not the CCOMS. Folded, as typed.
They are still looked for: some entry may be called so.
"""

import re

from pairaidance.kit import french

# The beginnings of regular verbs, and how they end: « cherch » gives « cherchez », « cherchait ».
VERBS = """
accept accompagn ador aid aim ajout allum amen apport appel arrang arriv assur attrap avanc bais baiss boss boug
caus cess chang charg cherch coll command commenc compt confi conseill consult continu cout cri crois cuisin dans
decid demand demenag demerd depens depos derang deprim desir dessin detest devin dialogu diminu discut donn dur
echapp echou ecout effac eleve embrass emmen emmerd empech emport emprunt enferm engueul enlev entr envi envoi envoy
epous espere essai essay etudi evit exist expliqu exprim ferm fini form frapp fum gagn galer gard gen gliss goul habit
hesit imagin impos inform inquiet insult intagr interess invit jet jou jur laiss lanc lav lev libere log lou mang
manqu march mari mefi mont montr neglig nettoi not occup os oubli pari partag pass paum pay pens perturb piqu plac
pleur plant port pos possed pouss prefer prepar present press pret priv profit promen propos protest prouv quitt
racont ralenti ramen rappel rat recherch reclam recommand recommenc recuper refus regard regl regrett remarqu
rembours remerci rencontr renseign rentr repar repet report repos respect replong respir ressembl rest retomb retourn
retrouv reveil rev rigol risqu saut sembl serr signal soign sonn souhait soulag suppli support tap tent termin
tomb touch tourn train trait traine tremb tromp trouv tu us utilis vers vex vid visit vol
"""
ENDINGS = ("e", "es", "ee", "ees", "ent", "er", "ez", "ons", "ais", "ait", "ions", "aient", "era", "erai", "ant")

IRREGULAR = """
ai as avons avez ont avais avait avions aviez avaient aurai aura auras auront aurais aurait eu eue eus ayant avoir
suis es est sommes etes sont etais etait etions etiez etaient serai sera seras serons serez seront serais serait ete
etre etant soit sois soient
vais vas va allons allez vont allais allait allaient irai ira iras irons iront irais irait alle allee alles allees aller
fais fait faisons faites font faisais faisait faisaient ferai fera feras ferons ferez feront ferais ferait faire faite
faits fasse
peux peut pouvons pouvez peuvent pouvais pouvait pouvaient pourrai pourra pourrons pourrez pourront pourrais pourrait pu
pouvoir puisse
veux veut voulons voulez veulent voulais voulait voulaient voudrai voudra voudrais voudrait voudraient voulu vouloir
veuillez veuille
dois doit devons devez doivent devais devait devaient devrai devra devrais devrait devraient du due devoir
sais sait savons savez savent savais savait savaient saurai saura saurais saurait su savoir sache
vois voit voyons voyez voient voyais voyait verrai verra verrais verrait vu vue vus vues voir
viens vient venons venez viennent venais venait venaient viendrai viendra viendrais venu venue venus venir revenir
reviens revient revenu revenue
tiens tient tenez tiennent tenais tenait tenu tenue tenir retenir
prends prend prenons prenez prennent prenais prenait prendrai prendra pris prise prendre apprends apprend apprenons
apprendre appris comprends comprend comprenez comprendre compris comprise reprendre repris reprise
mets met mettons mettez mettent mettais mettait mettra mis mise mettre permet permettre promis
dis dit disons dites disent disais disait dira dirait dire redire
lis lit lisons lisez lire lu ecris ecrit ecrivez ecrire
crois croit croyez croient croyais croire cru
connais connait connaissez connaissent connaissait connaitre connu connue reconnu
sors sort sortons sortez sortent sortais sortait sorti sortie sortis sortir
pars part partons partez partent partais partait parti partie partis partir repartir
dors dort dormez dorment dormais dormait dormi dormir endormir
sent sentez sentent sentais sentait senti sentir
perds perd perdons perdez perdent perdu perdue perdus perdre
attends attend attendez attendent attendais attendu attendre
entends entend entendez entendre entendu
reponds repond repondez repondre repondu
rends rend rendez rendent rendre rendu
recois recoit recevez recoivent recevoir recu
vis vit vivons vivez vivent vivais vivait vecu vivre
meurs meurt mourir mort morte
bois boit buvez boivent boire bu
ouvre ouvrir ouvert ouverte offre offrir offert souffre souffrez souffrent souffrir souffert decouvrir
fuis fuit fuir cours court courir finis finit finissez finissent finir choisis choisit choisir choisi reussi reussir
agir grandi grandir vieillir guerir guerie gueri remplir maigri grossi vomir
faut fallait faudra faudrait pleut plait plu suffit arrete arreter arretee deviens devient devenir devenu devenue
assis asseoir naitre ne nee nes suivre suivi suivie suivis suit battre battu battue craque craquer
"""

OTHERS = """
aupres autour apres avant aucun aucune aucuns autre autres
beaucoup bien bientot bon bonne bons bonnes ca car cela celle celles celui ceux chacun
chacune chaque chez ci combien comme comment contre deja dehors depuis derriere des desormais dessous dessus deux devant
donc dont durant encore enfin ensemble ensuite entre environ et etc eux facile facilement fin fois forcement grace hier
hors hui ici jamais jusque juste la loin longtemps lors lorsque maintenant mal malgre meme memes mieux moins ne ni non
nombreux normal nouveau nouvelle nouveaux nulle nul on ok oui ou parce parfois parmi partout pas pendant personne
petit petite petits petites peu plein pleine plus plusieurs plutot possible possibles pourquoi pourtant pres presque
proche puis puisque quand quant quel quelle quels quelles quelque quelques quelqu quoi quoique rien sans sauf selon
serieux seul
seule seuls seules seulement si sinon soi souvent sous surtout tant tard tel telle tellement tels tous tout toute toutes
toujours tot tres trop truc trucs un vers via vite vite vrai vraie vraiment voici voila
premier premiere premiers premieres dernier derniere derniers dernieres prochain prochaine second
mauvais mauvaise grand grande grands grandes gros grosse
beau belle vieux vieille long longue court courte haut haute bas basse fort forte faible difficile dur dure impossible
simple simplement pire content contente heureux heureuse triste fatigue fatiguee malheureux malheureuse propre propres
pret prete sale libre libres lourd plein vide entier entiere
zero une deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille
premierement lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
septembre octobre novembre decembre an ans annee annees mois semaine semaines jour jours journee heure heures minute
minutes matin midi soir soiree nuit nuits aujourd demain hier weekend vacances moment moments temps epoque
ami amis amie amies amour argent bebe chose choses coeur copain copains copine copines corps cote coup cause cas debut
dos droit droits eau enfant enfants envie espoir etat euro euros face facon faim fille filles fils foi force frere
freres soeur soeurs mere meres pere peres maman papa parent parents mari femme femmes homme hommes garcon garcons gars
genre gens gosse gosses  guerre idee idees image jeu jour lait lettre lieu ligne lit livre madame main mains
maison matin mec mecs meuf meufs merci monde monsieur mort mot mots moyen moyens nom nouvelle numero nuit oeil yeux pain
part peine peur pied pieds place porte pote potes probleme question questions raison repas rdv rendez reponse reste rire
salle salut sante savon semaine silence soin soins sommeil sou sous suite sujet table telephone tete tour train vie
ville visage voisin voisine voisins voiture voix vue dame colloc appart bonjour bonsoir coucou stp svp merde putain hein
ben bah euh mdr lol slt bjr cordialement avance info infos renseignement renseignements adresse coordonnees horaires
san detresse galere prix gratuit payant cher chere papiers dossier facture factures caf cpam mdph pole impots
loyer banque police frigo diplome diplomes diplomee certificat
g
"""

REGULAR = [start + end for start in VERBS.split() for end in ENDINGS]
EVERYDAY = frozenset([*REGULAR, *IRREGULAR.split(), *OTHERS.split()])
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
LONG = 6  # letters: a shorter word with one consonant for two is another word
WITH_ONE_LETTER_FOR_TWO = frozenset(DOUBLED.sub(r"\1", word) for word in EVERYDAY if len(word) >= LONG)


def is_everyday(word: str) -> bool:
    """Whether everybody says it, or it is a number: it tells little by itself. « Arive » is « arrive »."""
    return word in EVERYDAY or word in french.EMPTY or word.isdigit() or word in WITH_ONE_LETTER_FOR_TWO
