package hewn.strategies.optimal.throughput;

import java.util.Optional;

/**
 * The beginning of a placement: some stages, and a device on which the next starts.
 *
 * @param former the beginning without its last stage; empty if that is the first
 * @param stage its number, from 0
 * @param rank of {@link StageCount}
 * @param phase of {@link StageCount}
 * @param position where the stage starts
 * @param device where it runs
 * @param used the devices that the rest of the pipeline can't use: those in use, and those out of reach
 * @param slack what the rest of the pipeline may pay at most beyond what it pays at least; the more, the more hopeful
 */
record Label(
        Optional<Label> former, int stage, int rank, int phase, int position, int device, long[] used, long slack) {
    /** Whether every way to the end that the other has is open to this one, too. */
    boolean dominates(Label other) {
        return device == other.device && rank == other.rank && DeviceSet.isWithin(used, other.used);
    }

    /** All devices and cuts up to a last cut. */
    Route route(int end) {
        int[] ends = new int[stage + 1];
        int[] devices = new int[stage + 1];
        int to = end;
        Optional<Label> next = Optional.of(this);
        while (next.isPresent()) {
            Label label = next.get();
            ends[label.stage] = to;
            devices[label.stage] = label.device;
            to = label.position;
            next = label.former;
        }
        return new Route(ends, devices);
    }
}
