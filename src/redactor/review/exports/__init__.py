"""What leaves the desk besides a release: a log without originals, an encrypted packet, copies."""
