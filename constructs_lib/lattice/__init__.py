"""VPC Lattice: the service network, the service, its target, and the endpoint by which others reach it."""
