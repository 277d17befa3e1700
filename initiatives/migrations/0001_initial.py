import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import research.validators
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('research', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Formation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(help_text='La fin de l’adresse publique, par exemple « service-totem ».', max_length=120, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Lettres minuscules sans accent, chiffres et traits d’union : « service-totem ».'), research.validators.not_reserved], verbose_name='adresse')),
                ('publication', models.CharField(choices=[('draft', 'brouillon'), ('published', 'publiée'), ('withdrawn', 'retirée')], default='draft', max_length=10, verbose_name='publication')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retirée le')),
                ('withdrawal_reason', models.TextField(blank=True, help_text='Obligatoire pour retirer une fiche ; reste interne.', verbose_name='raison du retrait')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='créée le')),
                ('modified_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='modifiée le')),
                ('uncited', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='valeurs sans source')),
                ('disputed', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='sources en désaccord')),
                ('search_text', models.TextField(default='', editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('diploma', models.CharField(blank=True, max_length=200, verbose_name='diplôme')),
                ('institution', models.CharField(blank=True, max_length=200, verbose_name='établissement')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('term', models.OneToOneField(limit_choices_to={'scheme': 'formation'}, on_delete=django.db.models.deletion.PROTECT, related_name='programme', to='research.term', verbose_name='terme')),
                ('withdrawn_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retirée par')),
            ],
            options={
                'verbose_name': 'formation',
                'verbose_name_plural': 'formations',
                'ordering': ['name', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='initiatives_formation_slug_form'), models.CheckConstraint(condition=models.Q(('slug__in', ['carte', 'corriger', 'facets', 'non-precise', 'proposer']), _negated=True), name='initiatives_formation_slug_free'), models.CheckConstraint(condition=models.Q(('publication__in', ['draft', 'published', 'withdrawn'])), name='initiatives_formation_publication'), models.CheckConstraint(condition=models.Q(models.Q(('publication', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), models.Q(models.Q(('publication', 'withdrawn'), _negated=True), ('withdrawal_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), _connector='OR'), name='initiatives_formation_withdrawal', violation_error_message='Un retrait a sa date, son auteur et sa raison ; rien d’autre n’en a.'), models.CheckConstraint(condition=models.Q(('modified_at__gte', models.F('created_at'))), name='initiatives_formation_modified_after_created')],
            },
        ),
        migrations.CreateModel(
            name='FormationCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(help_text='Le nom du champ dans l’API : statut, started…', max_length=30, verbose_name='champ')),
                ('value', models.JSONField(help_text='Ce que dit cette source, même si la fiche dit autrement : "benevolat", "38185", 14.', validators=[research.validators.scalar], verbose_name='valeur')),
                ('locator', models.CharField(blank=True, help_text='« I.2, p. 3, note 14 »', max_length=120, verbose_name='endroit')),
                ('quote', models.TextField(blank=True, help_text='Les mots mêmes ; « […] » pour une coupe.', verbose_name='citation exacte')),
                ('basis', models.CharField(choices=[('stated', 'dit par la source'), ('inferred', 'déduit de la source')], default='stated', max_length=10, verbose_name='fondement')),
                ('reason', models.TextField(blank=True, help_text='Obligatoire si la valeur est déduite.', verbose_name='raisonnement')),
                ('consulted_on', models.DateField(verbose_name='consultée le')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='research.source', verbose_name='source')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='initiatives.formation')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('basis__in', ['stated', 'inferred'])), name='initiatives_formationcitation_basis'), models.CheckConstraint(condition=models.Q(('basis', 'stated'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='initiatives_formationcitation_reason', violation_error_message='Une valeur déduite dit son raisonnement.'), models.CheckConstraint(condition=models.Q(('field', ''), _negated=True), name='initiatives_formationcitation_field'), models.UniqueConstraint(fields=('subject', 'field', 'value', 'source', 'locator'), name='initiatives_formationcitation_once')],
            },
        ),
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(help_text='La fin de l’adresse publique, par exemple « service-totem ».', max_length=120, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Lettres minuscules sans accent, chiffres et traits d’union : « service-totem ».'), research.validators.not_reserved], verbose_name='adresse')),
                ('publication', models.CharField(choices=[('draft', 'brouillon'), ('published', 'publiée'), ('withdrawn', 'retirée')], default='draft', max_length=10, verbose_name='publication')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retirée le')),
                ('withdrawal_reason', models.TextField(blank=True, help_text='Obligatoire pour retirer une fiche ; reste interne.', verbose_name='raison du retrait')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='créée le')),
                ('modified_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='modifiée le')),
                ('uncited', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='valeurs sans source')),
                ('disputed', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='sources en désaccord')),
                ('search_text', models.TextField(default='', editable=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifiant')),
                ('name', models.CharField(help_text='Tel que la structure ou la source l’écrit.', max_length=200, verbose_name='nom')),
                ('other_names', models.JSONField(blank=True, default=list, help_text='Une liste de textes.', validators=[research.validators.list_of_texts], verbose_name='autres noms')),
                ('sort_name', models.CharField(db_index=True, editable=False, max_length=200)),
                ('summary', models.TextField(blank=True, help_text='Trois phrases courtes au plus.', verbose_name='en bref')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('website', models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(message='Une adresse http:// ou https:// est attendue.', schemes=['http', 'https'])], verbose_name='site web')),
                ('email', models.EmailField(blank=True, help_text='Celui de la structure, jamais celui d’une personne.', max_length=254, verbose_name='courriel')),
                ('phone', models.CharField(blank=True, help_text='Celui de la structure, jamais celui d’une personne.', max_length=25, validators=[django.core.validators.RegexValidator('^\\+?[0-9][0-9 .()-]*$', 'Des chiffres, avec l’indicatif : +33 4 00 00 00 00.')], verbose_name='téléphone')),
                ('parent_name', models.CharField(blank=True, help_text='Si elle n’a pas de fiche.', max_length=200, verbose_name='structure porteuse (nom)')),
                ('started', models.CharField(blank=True, help_text='AAAA, AAAA-MM ou AAAA-MM-JJ.', max_length=10, validators=[research.validators.partial_date], verbose_name='début')),
                ('ended', models.CharField(blank=True, help_text='AAAA, AAAA-MM ou AAAA-MM-JJ.', max_length=10, validators=[research.validators.partial_date], verbose_name='fin')),
                ('activity', models.CharField(choices=[('cited', 'citée, non vérifiée depuis'), ('verified', 'vérifiée'), ('closed', 'a pris fin'), ('not-found', 'introuvable')], default='cited', max_length=10, verbose_name='activité')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='vérifiée le')),
                ('parent', models.ForeignKey(blank=True, help_text='Si elle a sa fiche dans l’annuaire.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='initiatives.initiative', verbose_name='structure porteuse (fiche)')),
                ('terms', models.ManyToManyField(blank=True, related_name='initiatives', to='research.term', verbose_name='termes')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vérifiée par')),
                ('withdrawn_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retirée par')),
            ],
            options={
                'verbose_name': 'initiative',
                'verbose_name_plural': 'initiatives',
                'ordering': ['sort_name', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='initiatives_initiative_slug_form'), models.CheckConstraint(condition=models.Q(('slug__in', ['carte', 'corriger', 'facets', 'non-precise', 'proposer']), _negated=True), name='initiatives_initiative_slug_free'), models.CheckConstraint(condition=models.Q(('publication__in', ['draft', 'published', 'withdrawn'])), name='initiatives_initiative_publication'), models.CheckConstraint(condition=models.Q(models.Q(('publication', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), models.Q(models.Q(('publication', 'withdrawn'), _negated=True), ('withdrawal_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), _connector='OR'), name='initiatives_initiative_withdrawal', violation_error_message='Un retrait a sa date, son auteur et sa raison ; rien d’autre n’en a.'), models.CheckConstraint(condition=models.Q(('modified_at__gte', models.F('created_at'))), name='initiatives_initiative_modified_after_created'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='initiatives_initiative_named'), models.CheckConstraint(condition=models.Q(('activity__in', ['cited', 'verified', 'closed', 'not-found'])), name='initiatives_initiative_activity'), models.CheckConstraint(condition=models.Q(models.Q(('verified_by__isnull', True), ('verified_on__isnull', True)), models.Q(('verified_by__isnull', False), ('verified_on__isnull', False)), _connector='OR'), name='initiatives_initiative_verified_pair', violation_error_message='Une vérification a sa date et la personne qui l’a faite.'), models.CheckConstraint(condition=models.Q(models.Q(('activity', 'verified'), _negated=True), ('verified_on__isnull', False), _connector='OR'), name='initiatives_initiative_verified_dated', violation_error_message='« Vérifiée » demande la date de la vérification.'), models.CheckConstraint(condition=models.Q(('started', ''), ('started__regex', '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'), _connector='OR'), name='initiatives_initiative_started'), models.CheckConstraint(condition=models.Q(('ended', ''), ('ended__regex', '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'), _connector='OR'), name='initiatives_initiative_ended'), models.CheckConstraint(condition=models.Q(('started', ''), ('ended', ''), ('ended__gte', models.F('started')), ('started__startswith', models.F('ended')), _connector='OR'), name='initiatives_initiative_ends_after', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('website', ''), ('website__regex', '^https?://'), _connector='OR'), name='initiatives_initiative_website_http'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), ('parent_name', ''), _connector='OR'), name='initiatives_initiative_one_parent', violation_error_message='La structure porteuse est une fiche ou un nom, pas les deux.'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='initiatives_initiative_not_own_parent', violation_error_message='Une initiative n’est pas sa propre structure porteuse.')],
            },
        ),
        migrations.CreateModel(
            name='Headcount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.PositiveIntegerField(verbose_name='nombre')),
                ('kind', models.CharField(choices=[('active', 'en activité'), ('recruited', 'recrutés')], max_length=10, verbose_name='sorte')),
                ('as_of', models.CharField(help_text='AAAA, AAAA-MM ou AAAA-MM-JJ.', max_length=10, validators=[research.validators.partial_date], verbose_name='en date de')),
                ('approximate', models.BooleanField(default=False, verbose_name='approximatif')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='headcounts', to='initiatives.initiative')),
            ],
            options={
                'verbose_name': 'effectif',
                'verbose_name_plural': 'effectifs',
                'ordering': ['as_of', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('initiative', 'kind', 'as_of'), name='initiatives_headcount_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['active', 'recruited'])), name='initiatives_headcount_kind'), models.CheckConstraint(condition=models.Q(('as_of__regex', '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')), name='initiatives_headcount_as_of')],
            },
        ),
        migrations.CreateModel(
            name='InitiativeCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(help_text='Le nom du champ dans l’API : statut, started…', max_length=30, verbose_name='champ')),
                ('value', models.JSONField(help_text='Ce que dit cette source, même si la fiche dit autrement : "benevolat", "38185", 14.', validators=[research.validators.scalar], verbose_name='valeur')),
                ('locator', models.CharField(blank=True, help_text='« I.2, p. 3, note 14 »', max_length=120, verbose_name='endroit')),
                ('quote', models.TextField(blank=True, help_text='Les mots mêmes ; « […] » pour une coupe.', verbose_name='citation exacte')),
                ('basis', models.CharField(choices=[('stated', 'dit par la source'), ('inferred', 'déduit de la source')], default='stated', max_length=10, verbose_name='fondement')),
                ('reason', models.TextField(blank=True, help_text='Obligatoire si la valeur est déduite.', verbose_name='raisonnement')),
                ('consulted_on', models.DateField(verbose_name='consultée le')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='research.source', verbose_name='source')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='initiatives.initiative')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('basis__in', ['stated', 'inferred'])), name='initiatives_initiativecitation_basis'), models.CheckConstraint(condition=models.Q(('basis', 'stated'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='initiatives_initiativecitation_reason', violation_error_message='Une valeur déduite dit son raisonnement.'), models.CheckConstraint(condition=models.Q(('field', ''), _negated=True), name='initiatives_initiativecitation_field'), models.UniqueConstraint(fields=('subject', 'field', 'value', 'source', 'locator'), name='initiatives_initiativecitation_once')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('pays', 'pays'), ('region', 'région'), ('departement', 'département'), ('commune', 'commune')], max_length=12, verbose_name='niveau')),
                ('code', models.CharField(max_length=8, verbose_name='code officiel')),
                ('name', models.CharField(max_length=100, verbose_name='nom')),
                ('slug', models.CharField(max_length=100)),
                ('country', models.CharField(max_length=2, verbose_name='pays')),
                ('postcodes', models.TextField(blank=True, verbose_name='codes postaux')),
                ('lat', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('lon', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('precision', models.CharField(blank=True, max_length=20, verbose_name='précision du point')),
                ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                ('sort_name', models.CharField(db_index=True, editable=False, max_length=100)),
                ('search_text', models.CharField(editable=False, max_length=120)),
                ('departement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.place', verbose_name='département')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.place', verbose_name='région')),
            ],
            options={
                'verbose_name': 'lieu',
                'verbose_name_plural': 'lieux',
                'ordering': ['sort_name', 'code', 'pk'],
                'indexes': [models.Index(fields=['level', 'slug'], name='initiatives_place_slug')],
                'constraints': [models.UniqueConstraint(fields=('level', 'code'), name='initiatives_place_code'), models.CheckConstraint(condition=models.Q(models.Q(('departement__isnull', False), ('level', 'commune'), ('region__isnull', False)), models.Q(('departement__isnull', True), ('level', 'departement'), ('region__isnull', False)), models.Q(('departement__isnull', True), ('level__in', ['pays', 'region']), ('region__isnull', True)), _connector='OR'), name='initiatives_place_parents', violation_error_message='Une commune a son département et sa région, un département sa région.'), models.CheckConstraint(condition=models.Q(models.Q(('lat__isnull', True), ('lon__isnull', True), ('precision', '')), models.Q(('lat__gte', -90), ('lat__lte', 90), ('lon__gte', -180), ('lon__lte', 180), models.Q(('precision', ''), _negated=True)), _connector='OR'), name='initiatives_place_point', violation_error_message='Un point a sa latitude, sa longitude et sa précision.')],
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='place',
            field=models.ForeignKey(blank=True, help_text='Le plus précis que dise une source : commune, département, région ou pays.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='initiatives.place', verbose_name='lieu'),
        ),
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('national', 'tout le pays'), ('online', 'en ligne'), ('region', 'région'), ('departement', 'département')], max_length=12, verbose_name='sorte')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverages', to='initiatives.initiative')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.place', verbose_name='lieu')),
            ],
            options={
                'verbose_name': 'public desservi',
                'verbose_name_plural': 'publics desservis',
                'ordering': ['kind', 'place__code', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('initiative', 'kind', 'place'), name='initiatives_coverage_once'), models.UniqueConstraint(condition=models.Q(('kind', 'online')), fields=('initiative',), name='initiatives_coverage_online_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['national', 'online', 'region', 'departement'])), name='initiatives_coverage_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'online'), ('place__isnull', True)), models.Q(models.Q(('kind', 'online'), _negated=True), ('place__isnull', False)), _connector='OR'), name='initiatives_coverage_place', violation_error_message='« En ligne » n’a pas de lieu, les autres en ont un.')],
            },
        ),
    ]
