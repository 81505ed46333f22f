package hewn.cli.command;

import hewn.placement.Objective;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What counts, as people type it. */
final class ObjectiveOption implements ITypeConverter<Objective> {
    static final String FORMS = "throughput, latency, or weighted:T[,E[,F]], in which T from 0 (latency) to 1"
            + " (throughput) mixes both, E is what a joule costs in seconds, and F what unfairness costs";

    private static final String WEIGHTED = "weighted:";

    @Override
    public Objective convert(String text) {
        if (text.equals("throughput")) {
            return new Objective.Throughput();
        }
        if (text.equals("latency")) {
            return new Objective.Latency();
        }
        return weighted(text.startsWith(WEIGHTED) ? text.substring(WEIGHTED.length()) : text);
    }

    private static Objective weighted(String text) {
        try {
            double[] weights = Arrays.stream(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (weights.length <= 3) {
                double[] all = Arrays.copyOf(weights, 3);
                return new Objective.Weighted(all[0], all[1], all[2]);
            }
        } catch (NumberFormatException unfit) {
            // said below
        } catch (IllegalArgumentException outOfRange) {
            throw new TypeConversionException(outOfRange.getMessage());
        }
        throw new TypeConversionException("there is no objective '" + text + "'; use " + FORMS);
    }
}
