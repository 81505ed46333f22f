package hewn.agent.refusal;

/**
 * The codes of refusals. They are stable: gateways and dashboards may know them by name.
 */
public enum Refusal {
    /** There is not enough room where slices are kept. */
    DISK_FULL,
    /** Slices can't be written for another reason than room. */
    DISK_FAILED,
    /** The address of a slice is none that can be fetched. */
    BAD_URL,
    /** Whoever should serve the slice does not know it. */
    SLICE_NOT_FOUND,
    /** The slice is served with another size than was told. */
    SIZE_MISMATCH,
    /** What came, or what is on disk, is not the slice that its digest names. */
    DIGEST_MISMATCH,
    /** The slice did not come through, in spite of several attempts. */
    DOWNLOAD_FAILED,
    /** The slice is not on disk. */
    SLICE_MISSING,
    /** The slice does not fit into the memory that is left. */
    MEMORY_EXCEEDED,
    /** The slice is on disk but can't be loaded, or does not take and give what was told. */
    LOAD_FAILED,
    /** Another slice is loaded as the same stage. */
    STAGE_CONFLICT,
    /** The stage is not loaded. */
    NOT_LOADED,
    /** The slice's computation failed on sample inputs. */
    RUN_FAILED,
    /** Something did not end in the time that it may take. */
    RUN_LIMIT,
    /** The generation was unloaded for good. */
    FENCED,
    /** Another gateway, which was started later, commands the device. */
    SUPERSEDED,
    /** Too many commands are under way. */
    BUSY,
    /** The agent has a fault. */
    INTERNAL
}
