/** Reads the wallet's books straight from its tables, and checks them by SQL: the service's own word is not taken. */
package dev.coinstage.local.books;
