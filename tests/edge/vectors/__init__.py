"""All vectors, one module for each family."""
from . import (bodies, chunks, fields, floods, framing, hosts, lengths, lines, methods, paths, pipelines, smuggling,
               targets)

FAMILIES = {module.__name__.rpartition('.')[2]: module.VECTORS for module in (
    framing, lengths, smuggling, chunks, lines, fields, hosts, targets, methods, floods, paths, bodies, pipelines)}
ALL = [vector for family in FAMILIES.values() for vector in family]
