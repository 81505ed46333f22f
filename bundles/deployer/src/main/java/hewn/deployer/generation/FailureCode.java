package hewn.deployer.generation;

import hewn.pipeline.GenerationStatus.Failure;

/**
 * Why a generation failed, is degraded or was rolled back, as far as the gateway itself finds out. The codes are
 * stable: programs and dashboards may know them by name. What a device refuses keeps the device's own code.
 */
public enum FailureCode {
    /** What a canary needed is gone: the gateway that tried it, or the memory. */
    CANARY_ENDED,
    /** A canary failed more often, or was slower, than its terms allow. */
    CANARY_ROLLED_BACK,
    /** Someone ended it, or another order took its place. */
    CANCELLED,
    /** A slice can't be cut or written. */
    CUT_FAILED,
    /** A device is online, but tensors do not get to it. */
    DEVICE_CUT_OFF,
    /** A device of the generation is gone. */
    DEVICE_LOST,
    /** A device did not do in time what it was told. */
    DEVICE_UNREACHABLE,
    /** An early exit is stated where there is no layer. */
    EXIT_UNFIT,
    /** The deployer has a fault. */
    INTERNAL,
    /** The decision can't be journaled, so it was not acted on. */
    JOURNAL_UNWRITABLE,
    /** The model's files are not what they were. */
    MODEL_DAMAGED,
    /** The whole model does not run on sample inputs. */
    MODEL_FAILS,
    /** The version is not in the repository. */
    MODEL_MISSING,
    /** No device is online. */
    NO_DEVICES,
    /** No strategy found a placement. */
    NO_PLACEMENT,
    /** A canary needs something beside it that serves. */
    NO_STABLE,
    /** The model has no such signature. */
    SIGNATURE_MISSING,
    /** The pipeline answers otherwise than the whole model, or not at all. */
    VERIFICATION_FAILED;

    /**
     * A failure of this kind.
     *
     * @param message what went wrong, for people
     * @param remedy what to do about it
     * @return the failure
     */
    public Failure failure(String message, String remedy) {
        return new Failure(name(), message, remedy);
    }

    /**
     * Whether a failure is of this kind.
     *
     * @param failure any failure
     * @return true if it has this code
     */
    public boolean isCodeOf(Failure failure) {
        return name().equals(failure.code());
    }
}
