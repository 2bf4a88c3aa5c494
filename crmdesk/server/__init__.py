"""The centre: takes in what laptops did, decides, numbers, and gives each person what they may see."""
