package hewn.savedmodel.internal.inline;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names for the nodes of a flat graph.
 *
 * <p>They are the names that the user knows: those of calls that TensorFlow made up are left out. A name that is taken
 * gets a number.
 */
final class FlatNames {
    private static final Pattern MADE_UP = Pattern.compile("(Stateful)?PartitionedCall(_\\d+)?");

    private static final int LONGEST = 400;

    /** The names that are taken, each with the number that it was last given anew with. */
    private final Map<String, Integer> taken = new HashMap<>();

    static String prefix(String call) {
        int slash = call.lastIndexOf('/');
        String last = call.substring(slash + 1);
        return MADE_UP.matcher(last).matches() ? call.substring(0, slash + 1) : call + "/";
    }

    String unique(String name) {
        String wanted = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
        String candidate = wanted;
        int number = taken.getOrDefault(wanted, 0);
        while (taken.containsKey(candidate)) {
            candidate = wanted + "_" + ++number;
        }
        taken.put(wanted, number);
        taken.putIfAbsent(candidate, 0);
        return candidate;
    }
}
