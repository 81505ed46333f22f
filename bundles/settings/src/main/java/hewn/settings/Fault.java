package hewn.settings;

/**
 * A value that is not valid.
 *
 * @param field by which it is configured
 * @param words for people: which form and field, the value, why it is none, and what holds instead
 */
record Fault(String field, String words) {}
