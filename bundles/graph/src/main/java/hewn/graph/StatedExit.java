package hewn.graph;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An early exit as people state it, who know a model's layers by their names.
 *
 * @param at the name of the layer that gives the early answer, or the position of the cut behind it
 * @param probability that a sample is answered there, of all samples
 */
public record StatedExit(String at, double probability) {
    private static final int NAMES_SHOWN = 8;

    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if there is no place, or the probability is not from 0 to 1
     */
    public StatedExit {
        if (at.isBlank()) {
            throw new IllegalArgumentException("an early exit lies at a layer or a position, but none is given");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "the probability of the early exit at '" + at + "' must be from 0 to 1, but is " + probability);
        }
    }

    /**
     * A graph with the early exits that were stated in place of its own; with its own if none were.
     *
     * @param graph with the layers that are meant
     * @param exits in any order
     * @return a copy
     * @throws IllegalArgumentException if there is no such layer or position before the end, two exits lie at one
     *     position, or they take more than all samples
     */
    public static LayerGraph in(LayerGraph graph, List<StatedExit> exits) {
        return exits.isEmpty()
                ? graph
                : graph.withExits(exits.stream().map(exit -> exit.in(graph)).toList());
    }

    private EarlyExit in(LayerGraph graph) {
        int position = isPosition() ? position() : behindLayer(graph);
        if (position < 1 || position >= graph.size()) {
            throw new IllegalArgumentException("there is no early exit at '" + at + "': its position must be from 1 to "
                    + (graph.size() - 1) + ", before the last of " + graph.size() + " layers");
        }
        return new EarlyExit(position, probability);
    }

    private boolean isPosition() {
        return at.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private int position() {
        return at.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(at);
    }

    private int behindLayer(LayerGraph graph) {
        List<String> names = graph.layers().stream().map(Layer::name).toList();
        if (!names.contains(at)) {
            throw new IllegalArgumentException("there is no layer '" + at + "' for an early exit; the " + names.size()
                    + " layers include " + shown(names) + ", and positions are from 1 to " + (names.size() - 1));
        }
        return names.indexOf(at) + 1;
    }

    /** Those that are alike first. */
    private List<String> shown(List<String> names) {
        Stream<String> alike = names.stream().filter(name -> name.contains(at) || at.contains(name));
        Stream<String> spread =
                IntStream.range(0, NAMES_SHOWN).mapToObj(i -> names.get((int) ((long) i * names.size() / NAMES_SHOWN)));
        return Stream.concat(alike, spread).distinct().limit(NAMES_SHOWN).toList();
    }
}
