package hewn.strategies.local.search;

/**
 * Where a search begins.
 *
 * @param found the placement
 * @param name for people, as in {@code from where it runs now}
 */
record Start(Found found, String name) {}
