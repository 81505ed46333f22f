package hewn.itests.chaos.history;

/** How a client's wait for an answer ended. */
public enum Ending {
    /** There was an answer, of any status. */
    ANSWERED,
    /** There was nobody at the gateway's port. */
    NOT_CONNECTED,
    /** The connection ended, or something came that is no answer. */
    BROKEN,
    /** Nothing came, long after the deadline. */
    SILENT
}
