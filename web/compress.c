extern int empty; /* being built */
