create schema cases;
