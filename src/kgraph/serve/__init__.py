"""Serves a store over HTTP, to read: SPARQL 1.1 Protocol, Graph Store Protocol, the page, and IRIs that dereference.

server ─app─▶ routes ─service─▶ the state of the store ─pool─▶ worker processes, which can be killed ─▶ answers

It imports nothing here: worker processes have to start quickly.
"""
