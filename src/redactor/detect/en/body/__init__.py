"""What a text tells of bodies: signs of wounds, illnesses and marks, and whose body it is."""
