package dev.coinstage.local.books;

/**
 * Something that holds whenever the books are right.
 *
 * @param name the rule, as a sentence
 * @param violations SQL for what breaks it: one text per row, no rows when all is well
 */
record Rule(String name, String violations) {}
