package hewn.savedmodel.internal.layer;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors that are alive between layers, each by the one name that it has wherever it is handed on.
 *
 * <p>An input has the signature's name for it, an output too; any other tensor is named by the layer that computes it.
 */
public final class CutSets {
    /** So many entries in all cut sets together; more than that is no model but an attack. */
    private static final long MOST_ENTRIES = 2_000_000;

    private final List<List<Port>> cuts;
    private final Map<Port, String> names;

    private CutSets(List<List<Port>> cuts, Map<Port, String> names) {
        this.cuts = cuts;
        this.names = names;
    }

    /**
     * The tensors alive at a position.
     *
     * @param position from 0, before the first layer, to the number of layers
     * @return in the order in which they are computed
     */
    public List<Port> at(int position) {
        return cuts.get(position);
    }

    /**
     * What a tensor is called.
     *
     * @param tensor one that is alive at some position
     * @return its name; an output and an input may have the same
     */
    public String name(Port tensor) {
        return names.get(tensor);
    }

    /**
     * Finds what is alive between the layers of a plan.
     *
     * @param plan with its graph
     * @return the cut sets
     * @throws ModelException if there are so many that the model cannot be meant to be cut
     */
    public static CutSets of(LayerPlan plan) throws ModelException {
        Map<Port, Life> lives = lives(plan);
        long entries =
                lives.values().stream().mapToLong(l -> l.last - l.first + 1).sum();
        if (entries > MOST_ENTRIES) {
            throw new ModelException(
                    "layer graph",
                    "has " + entries + " tensors between its layers, each counted where it is alive, and the limit is "
                            + MOST_ENTRIES,
                    "Use a model with fewer layers or fewer long connections.");
        }
        List<List<Port>> cuts = new ArrayList<>();
        for (int p = 0; p <= plan.layers().size(); p++) {
            cuts.add(new ArrayList<>());
        }
        lives.forEach((port, life) -> {
            for (int p = life.first; p <= life.last; p++) {
                cuts.get(p).add(port);
            }
        });
        return new CutSets(cuts.stream().map(Collections::unmodifiableList).toList(), names(plan, lives));
    }

    /** The first and the last cut position at which a tensor is alive. */
    private static final class Life {
        private final int first;
        private final int layer;
        private int last;

        private Life(int first, int layer) {
            this.first = first;
            this.last = first - 1;
            this.layer = layer;
        }
    }

    private static Map<Port, Life> lives(LayerPlan plan) {
        Map<Port, Life> lives = new LinkedHashMap<>();
        for (Node input : plan.graph().inputs().values()) {
            Life life = new Life(0, -1);
            life.last = 0;
            lives.put(input.output(0), life);
        }
        for (int l = 0; l < plan.layers().size(); l++) {
            for (Node node : plan.layers().get(l).nodes()) {
                for (Port read : node.inputs()) {
                    Life life = lives.get(read);
                    if (life != null) {
                        life.last = Math.max(life.last, l);
                    }
                }
                for (int i = 0; i < node.outputTypes().size(); i++) {
                    lives.put(node.output(i), new Life(l + 1, l));
                }
            }
        }
        plan.graph()
                .outputs()
                .values()
                .forEach(p -> lives.get(p).last = plan.layers().size());
        lives.values().removeIf(life -> life.last < life.first);
        return lives;
    }

    private static Map<Port, String> names(LayerPlan plan, Map<Port, Life> lives) {
        Map<Port, String> names = new HashMap<>();
        plan.graph().inputs().forEach((key, node) -> names.put(node.output(0), key));
        plan.graph().outputs().forEach((key, port) -> names.put(port, key));
        Set<String> taken = new HashSet<>(names.values());
        lives.forEach((port, life) -> {
            if (!names.containsKey(port)) {
                String layer = plan.layers().get(life.layer).name();
                String name = layer;
                for (int i = 1; !taken.add(name); i++) {
                    name = layer + ":" + i;
                }
                names.put(port, name);
            }
        });
        return names;
    }
}
