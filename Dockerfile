# The portal as one image: the same for web, worker and beat. No secret and no data is in it.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/portal/static-files BIND=0.0.0.0:8000
WORKDIR /portal

# pango and a font: reports and receipts as PDF
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY manage.py .
COPY vsv_portal vsv_portal
COPY monitoring monitoring
COPY nahetvo nahetvo
COPY templates templates
COPY static static
# Outside production the settings make secrets of their own: made in a folder that is gone before the layer is kept.
RUN PORTAL_VAR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 && rm -rf /tmp/build \
 && python -m compileall -q vsv_portal monitoring nahetvo \
 && useradd --system --uid 10001 --no-create-home portal \
 && install -d -o portal -m 0700 /var/lib/portal

ENV PORTAL_MODE=production PORTAL_VAR=/var/lib/portal
USER portal
EXPOSE 8000
CMD ["gunicorn", "vsv_portal.wsgi", "--config", "vsv_portal/gunicorn.py"]
