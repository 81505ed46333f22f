package hewn.wire;

/**
 * Whether anything serves: while nothing does, devices may measure their links without pausing for long.
 *
 * @param serving whether requests may be under way
 */
public record GatewayActivity(boolean serving) implements Message {}
