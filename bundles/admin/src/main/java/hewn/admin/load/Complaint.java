package hewn.admin.load;

/**
 * What is wrong with something that was dropped.
 *
 * @param source what it is, and of when: the same words of another content are another complaint
 * @param words for people, with what to do
 */
record Complaint(String source, String words) {}
