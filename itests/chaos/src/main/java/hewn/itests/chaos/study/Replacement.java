package hewn.itests.chaos.study;

/**
 * The bundle of the strategy that placed the model, replaced by another version.
 *
 * @param version of the bundle
 * @param startMillis from the copy of the jar until the new version was on offer
 * @param rolloutMillis from the order until a generation served that the new version placed
 * @param placedBy which strategy did
 */
record Replacement(String version, long startMillis, long rolloutMillis, String placedBy) {}
