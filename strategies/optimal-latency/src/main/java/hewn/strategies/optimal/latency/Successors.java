package hewn.strategies.optimal.latency;

import hewn.placement.IndexedProblem;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** The labels that may follow a label, each with its bound; those without a way on are left out. */
final class Successors {
    private final Steps steps;
    private final IndexedProblem problem;
    private final Terms terms;
    private final Completions completions;
    private final Figures nothing;

    Successors(Steps steps, Terms terms, Completions completions, double slowestStage) {
        this.steps = steps;
        this.problem = steps.problem();
        this.terms = terms;
        this.completions = completions;
        this.nothing = Figures.withFloor(slowestStage);
    }

    /** Every device that may be the first. */
    void starts(CriticalDevices critical, Consumer<Label> into) {
        for (int device = 0; device < problem.devices(); device++) {
            Figures figures = nothing.andHop(terms, problem.inSeconds(device), problem.inBusySeconds(device));
            double bound = completions.boundFromStart(0, 0, device, figures);
            if (bound < Double.POSITIVE_INFINITY) {
                into.accept(new Label(Optional.empty(), false, 0, device, 0, figures, critical.bit(device), bound));
            }
        }
    }

    /** The stage that is about to run, with every end that it may have. */
    void stages(Label label, Consumer<Label> into) {
        int from = label.position();
        int device = label.device();
        for (int to = from + 1; to <= problem.layers(); to++) {
            if (steps.mayRun(device, from, to)) {
                Figures figures = label.figures().andStage(terms, device, problem.stageSeconds(device, from, to));
                stage(label, to, figures, into);
            }
        }
    }

    private void stage(Label label, int to, Figures figures, Consumer<Label> into) {
        boolean end = to == problem.layers();
        if (end && !steps.mayEndAfter(label.stagesBefore() + 1)) {
            return;
        }
        int device = label.device();
        Figures all = end ? figures.andHop(terms, problem.outSeconds(device), problem.outBusySeconds(device)) : figures;
        double bound = end ? all.cost(terms) : completions.boundFromCut(label.stagesBefore(), to, device, figures);
        if (bound < Double.POSITIVE_INFINITY) {
            into.accept(
                    new Label(Optional.of(label), true, to, device, label.stagesBefore(), all, label.visited(), bound));
        }
    }

    /** The stage that ran hands on to every device that may be next and is not used already. */
    void hops(Label label, IntPredicate used, CriticalDevices critical, Consumer<Label> into) {
        int stages = label.stagesBefore() + 1;
        for (int next = 0; next < problem.devices() && steps.mayGoOnAfter(stages); next++) {
            if (steps.mayHandOn(label.device(), next) && !used.test(next)) {
                double hop = problem.hopSeconds(label.position(), label.device(), next);
                double busy = problem.hopBusySeconds(label.position(), label.device(), next);
                Figures figures = label.figures().andHop(terms, hop, busy);
                double bound = completions.boundFromStart(stages, label.position(), next, figures);
                if (bound < Double.POSITIVE_INFINITY) {
                    long visited = label.visited() | critical.bit(next);
                    into.accept(new Label(
                            Optional.of(label), false, label.position(), next, stages, figures, visited, bound));
                }
            }
        }
    }

    /** Whether all layers ran. */
    boolean isGoal(Label label) {
        return label.position() == problem.layers();
    }
}
