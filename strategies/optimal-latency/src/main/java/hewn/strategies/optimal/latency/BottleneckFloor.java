package hewn.strategies.optimal.latency;

import hewn.graph.Layer;
import hewn.placement.IndexedProblem;
import java.util.Arrays;

/**
 * The least that the slowest stage of any placement can take because each device is used once only: within less time, the
 * devices together can't do the model's work, even if each had the layers that suit it best.
 */
final class BottleneckFloor {
    private static final int BISECTIONS = 40;

    private final IndexedProblem problem;
    private final int mostStages;
    /** {@code work[p]} is the work of all layers before position p, in FLOPs. */
    private final double[] work;

    BottleneckFloor(Steps steps) {
        this.problem = steps.problem();
        this.mostStages = steps.mostStages();
        this.work = new double[problem.layers() + 1];
        for (int p = 1; p < work.length; p++) {
            Layer layer = problem.problem().graph().layers().get(p - 1);
            work[p] = work[p - 1] + layer.flops();
        }
    }

    /** In seconds; it takes time proportional to the number of layers times that of devices. */
    double seconds() {
        double tooLittle = 0;
        double enough = wholeSeconds();
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (tooLittle + enough) / 2;
            if (suffices(middle)) {
                enough = middle;
            } else {
                tooLittle = middle;
            }
        }
        return tooLittle;
    }

    private double wholeSeconds() {
        double seconds = 0;
        for (int device = 0; device < problem.devices(); device++) {
            seconds = Math.max(seconds, problem.stageSeconds(device, 0, problem.layers()));
        }
        return seconds;
    }

    private boolean suffices(double limitSeconds) {
        double[] most = new double[problem.devices()];
        for (int device = 0; device < most.length; device++) {
            most[device] = mostWork(device, limitSeconds);
        }
        Arrays.sort(most);
        double sum = Arrays.stream(most, Math.max(0, most.length - mostStages), most.length)
                .sum();
        return sum >= work[problem.layers()];
    }

    /** The most work of any consecutive layers that a device runs within a limit, be its memory what it may. */
    private double mostWork(int device, double limitSeconds) {
        double most = 0;
        int to = 0;
        for (int from = 0; from < problem.layers(); from++) {
            to = Math.max(to, from);
            while (to < problem.layers() && problem.stageSeconds(device, from, to + 1) <= limitSeconds) {
                to++;
            }
            most = Math.max(most, work[to] - work[from]);
        }
        return most;
    }
}
