"""What a CRM is: entities, mutations, merging, scope. Pure; knows no disk, network, clock or randomness."""
