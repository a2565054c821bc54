"""What English looks like: dates, bylines and names of people, function words, what the furniture
of sites says.

Each piece of this knowledge is here once and serves pages, dumps, PDFs, tagging and
reconciliation alike. Lists longer than a line are files in ``data``, whose headers say what they
are for.
"""
