package hewn.deployer.journal;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.graph.StatedExit;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Stage;
import hewn.tensor.Digest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is remembered of a deployment: what was asked for, and what last served. As JSON it is part of the journal.
 *
 * @param model the model's name
 * @param version the model's version
 * @param signature the signature that is served
 * @param strategy the strategy that was asked for
 * @param throughputWeight 1 for throughput, 0 for latency, between for a mix
 * @param energyWeight what a joule costs, in seconds
 * @param fairnessWeight what a second of unfairness costs
 * @param limits what the placement must keep to
 * @param strict whether answers must equal the whole model's bit for bit
 * @param generation the number of the generation that last served
 * @param stages where it ran
 * @param slices the digests of what it ran, one for each stage
 * @param former the digests of what ran in generations before it, the latest first
 * @param exits where it may answer early
 * @param previous what was deployed before it, for a return; it has no former and no previous ones itself
 */
public record JournalEntry(
        String model,
        long version,
        String signature,
        Optional<String> strategy,
        double throughputWeight,
        double energyWeight,
        double fairnessWeight,
        Limits limits,
        boolean strict,
        long generation,
        List<Place> stages,
        List<String> slices,
        List<List<String>> former,
        List<Exit> exits,
        Optional<JournalEntry> previous) {
    /** Copies the lists; an older journal lacks some. */
    public JournalEntry {
        stages = List.copyOf(stages);
        slices = slices == null ? List.of() : List.copyOf(slices);
        former = former == null ? List.of() : List.copyOf(former);
        exits = exits == null ? List.of() : List.copyOf(exits);
        previous = previous == null ? Optional.empty() : previous;
    }

    /**
     * What the placement must keep to.
     *
     * @param allowed the only devices, if they were named
     * @param excluded devices not to use
     * @param memoryHeadroom the part of memory to leave free
     * @param stages the number of stages, if it was asked for
     * @param maxStages the greatest number of stages, if it was bounded
     * @param first the device of the first stage, if it was pinned
     * @param last the device of the last stage, if it was pinned
     * @param tiers groups of devices, in the order in which stages may pass them
     */
    record Limits(
            Optional<Set<String>> allowed,
            Set<String> excluded,
            double memoryHeadroom,
            OptionalInt stages,
            OptionalInt maxStages,
            Optional<String> first,
            Optional<String> last,
            List<Set<String>> tiers) {
        /** Copies the tiers; an older journal has none. */
        Limits {
            tiers = tiers == null ? List.of() : List.copyOf(tiers);
        }

        static Limits of(Constraints c) {
            return new Limits(
                    c.allowed().map(Limits::names),
                    names(c.excluded()),
                    c.memoryHeadroom(),
                    c.stages(),
                    c.maxStages(),
                    c.first().map(DeviceId::value),
                    c.last().map(DeviceId::value),
                    c.tiers().stream().map(Limits::names).toList());
        }

        Constraints toConstraints() {
            return new Constraints(
                    allowed.map(Limits::ids),
                    ids(excluded),
                    memoryHeadroom,
                    stages,
                    maxStages,
                    first.map(DeviceId::new),
                    last.map(DeviceId::new),
                    tiers.stream().map(Limits::ids).toList());
        }

        private static Set<String> names(Set<DeviceId> ids) {
            return ids.stream().map(DeviceId::value).collect(Collectors.toSet());
        }

        private static Set<DeviceId> ids(Set<String> names) {
            return names.stream().map(DeviceId::new).collect(Collectors.toSet());
        }
    }

    /**
     * Some layers on a device.
     *
     * @param from the first layer
     * @param to one more than the last layer
     * @param device which ran them
     */
    record Place(int from, int to, String device) {}

    /**
     * A place where the model may answer early.
     *
     * @param at the name of a layer, or a position
     * @param probability of an answer there
     */
    record Exit(String at, double probability) {}

    /**
     * What is to be remembered of what serves now, before anything is known of what it replaced.
     *
     * @param request what is wanted
     * @param generation the number
     * @param stages where it runs
     * @param slices what it runs, one for each stage
     * @return the entry
     */
    public static JournalEntry of(DeploymentRequest request, long generation, List<Stage> stages, List<Digest> slices) {
        Objective.Weighted weights = weights(request.objective());
        return new JournalEntry(
                request.model().name(),
                request.model().version(),
                request.signature(),
                request.strategy(),
                weights.throughputWeight(),
                weights.energyWeight(),
                weights.fairnessWeight(),
                Limits.of(request.constraints()),
                request.strict(),
                generation,
                stages.stream()
                        .map(s -> new Place(
                                s.layers().from(), s.layers().to(), s.device().value()))
                        .toList(),
                slices.stream().map(Digest::hex).toList(),
                List.of(),
                request.exits().stream()
                        .map(exit -> new Exit(exit.at(), exit.probability()))
                        .toList(),
                Optional.empty());
    }

    /**
     * This entry, which takes the place of another: what ran before is remembered for some generations. Where the same is
     * asked for, as after a repair, what was deployed before stays what it was.
     */
    JournalEntry following(JournalEntry before, int retained) {
        Optional<JournalEntry> back = before.toRequest().equals(toRequest())
                ? before.previous()
                : Optional.of(before.with(List.of(), Optional.empty()));
        Stream<List<String>> earlier = Stream.concat(Stream.of(before.slices()), before.former().stream());
        List<List<String>> kept = Stream.concat(back.stream().map(JournalEntry::slices), earlier)
                .filter(set -> !set.isEmpty() && !set.equals(slices))
                .distinct()
                .limit(retained)
                .toList();
        return with(kept, back);
    }

    private JournalEntry with(List<List<String>> earlier, Optional<JournalEntry> back) {
        return new JournalEntry(
                model,
                version,
                signature,
                strategy,
                throughputWeight,
                energyWeight,
                fairnessWeight,
                limits,
                strict,
                generation,
                stages,
                slices,
                earlier,
                exits,
                back);
    }

    /** What it runs, and what is kept for a return to what ran before. */
    public Stream<Digest> neededSlices() {
        return Stream.concat(slices.stream(), former.stream().flatMap(List::stream))
                .map(Digest::new);
    }

    /**
     * What was asked for.
     *
     * @return the request
     */
    public DeploymentRequest toRequest() {
        return new DeploymentRequest(
                new ModelId(model, version),
                signature,
                strategy,
                objective(),
                limits.toConstraints(),
                strict,
                exits.stream()
                        .map(exit -> new StatedExit(exit.at(), exit.probability()))
                        .toList());
    }

    /**
     * Where it ran.
     *
     * @return its stages in order
     */
    public List<Stage> toStages() {
        return stages.stream()
                .map(p -> Stage.on(new LayerRange(p.from(), p.to()), new DeviceId(p.device())))
                .toList();
    }

    private static Objective.Weighted weights(Objective objective) {
        if (objective instanceof Objective.Weighted weighted) {
            return weighted;
        }
        return new Objective.Weighted(objective instanceof Objective.Throughput ? 1 : 0);
    }

    private Objective objective() {
        if (energyWeight > 0 || fairnessWeight > 0 || throughputWeight > 0 && throughputWeight < 1) {
            return new Objective.Weighted(throughputWeight, energyWeight, fairnessWeight);
        }
        return throughputWeight == 1 ? new Objective.Throughput() : new Objective.Latency();
    }
}
