FROM python:3.13-slim
WORKDIR /site
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN DEBUG=false SECRET_KEY=only-to-collect-static-files-never-used-to-serve-anything \
    pybabel --quiet compile --directory locale --domain django && python manage.py collectstatic --noinput && useradd --system site
USER site
EXPOSE 8001
CMD ["sh", "-c", "python manage.py migrate && python manage.py seed && exec gunicorn pairaidance.wsgi --config docs/gunicorn.conf.py --bind 0.0.0.0:8001"]
