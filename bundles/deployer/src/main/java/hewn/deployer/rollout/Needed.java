package hewn.deployer.rollout;

import hewn.deployer.generation.GenerationBoard;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.CanaryEntry;
import hewn.deployer.journal.Journal;
import hewn.deployer.journal.JournalEntry;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.tensor.Digest;
import hewn.wire.DeviceCommand;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be used again, as of one moment.
 *
 * @param slices of what runs or is on its way, and of what the journal keeps for a return
 * @param generations that have not ended; what the journal names has not until it is brought back or dropped
 * @param upTo the greatest number that {@code generations} tells of
 */
public record Needed(Set<Digest> slices, Set<Long> generations, long upTo) {
    /**
     * Asks all who may need something.
     *
     * @param pipelines may still drain what a former deployer of this process retired
     */
    public static Needed now(
            Journal journal, GenerationBoard board, Generations generations, PipelineSwitch pipelines) {
        long upTo = generations.posted(); // asked first: what begins from here on is greater
        List<GenerationStatus> alive = board.all().stream()
                .filter(generation -> !generation.state().isEnded())
                .toList();
        List<JournalEntry> kept = Stream.concat(
                        journal.entries().stream(), journal.canaries().stream().map(CanaryEntry::deployed))
                .toList();
        return new Needed(slices(alive, kept), numbers(alive, kept, pipelines.generations()), upTo);
    }

    private static Set<Digest> slices(List<GenerationStatus> alive, List<JournalEntry> kept) {
        Stream<Digest> running = alive.stream()
                .flatMap(generation -> generation.stages().stream())
                .map(stage -> stage.slice().digest());
        return Stream.concat(running, kept.stream().flatMap(JournalEntry::neededSlices))
                .collect(Collectors.toSet());
    }

    private static Set<Long> numbers(List<GenerationStatus> alive, List<JournalEntry> kept, Set<Long> routed) {
        return Stream.of(
                        alive.stream().map(GenerationStatus::number),
                        kept.stream().map(JournalEntry::generation),
                        routed.stream())
                .flatMap(numbers -> numbers)
                .collect(Collectors.toSet());
    }

    /** Tells a device of it; in order, so that the same is said in the same words. */
    DeviceCommand toCommand() {
        return new DeviceCommand.PruneSlices(
                slices.stream().sorted(Comparator.comparing(Digest::hex)).toList(),
                generations.stream().sorted().toList(),
                upTo);
    }
}
