package hewn.dispatcher;

/**
 * The way to a canary.
 *
 * @param route to its generation
 * @param share of the requests that go there
 * @param draw chooses them
 */
record CanaryLane(Route route, double share, ShareDraw draw) {
    static CanaryLane of(Route route, double share) {
        return new CanaryLane(
                route, share, new ShareDraw(share, route.pipeline().generation()));
    }
}
