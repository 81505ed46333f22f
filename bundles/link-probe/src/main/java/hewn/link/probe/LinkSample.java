package hewn.link.probe;

/**
 * What one measurement of a link says.
 *
 * @param roundTripNanos there and back, with next to nothing to carry, in nanoseconds
 * @param upBytesPerSecond to the peer
 * @param downBytesPerSecond from the peer
 */
record LinkSample(long roundTripNanos, double upBytesPerSecond, double downBytesPerSecond) {}
