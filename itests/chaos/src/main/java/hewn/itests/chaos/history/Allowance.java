package hewn.itests.chaos.history;

/** What clients may see while a fault lasts, besides answers. */
public enum Allowance {
    /** Nothing else: what is done must not disturb a request. */
    NOTHING,
    /** Typed errors in time: a device, a link or the broker is missing. */
    REFUSALS,
    /** Nothing at all from the gateway, which is not there. */
    SILENCE
}
