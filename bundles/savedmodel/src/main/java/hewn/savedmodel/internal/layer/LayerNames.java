package hewn.savedmodel.internal.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of layers as the user gave them.
 *
 * <p>Scopes that all have in common, such as {@code functional_1}, are left out; and so is the number that Keras adds to
 * every scope when it builds a layer a second time for export ({@code conv1_1} for the layer {@code conv1}).
 */
final class LayerNames {
    private static final Pattern NUMBERED = Pattern.compile("(.+)(_\\d+)");

    private LayerNames() {}

    /**
     * Names for paths.
     *
     * @param paths the scopes or nodes that groups are named by
     * @return one name for each, all different
     */
    static List<String> of(List<String> paths) {
        List<String> names = withoutNumber(withoutCommonScope(paths));
        Map<String, Integer> uses = new HashMap<>();
        Set<String> taken = new HashSet<>(names);
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            int use = uses.merge(name, 1, Integer::sum);
            String candidate = name;
            while (use > 1 && !taken.add(candidate)) {
                candidate = name + "#" + use++;
            }
            uses.put(name, use);
            unique.add(candidate);
        }
        return unique;
    }

    private static List<String> withoutCommonScope(List<String> paths) {
        String first = paths.get(0);
        int common = 0;
        for (int slash = first.indexOf('/'); slash >= 0; slash = first.indexOf('/', slash + 1)) {
            String scope = first.substring(0, slash + 1);
            if (!paths.stream().allMatch(p -> p.startsWith(scope))) {
                break;
            }
            common = slash + 1;
        }
        int length = common;
        return paths.stream().map(p -> p.substring(length)).toList();
    }

    private static List<String> withoutNumber(List<String> paths) {
        Optional<String> number = number(paths.get(0));
        if (number.isEmpty() || !paths.stream().map(LayerNames::number).allMatch(number::equals)) {
            return paths;
        }
        return paths.stream().map(p -> stripped(p, number.get())).toList();
    }

    /** The number that every part of a path ends with. */
    private static Optional<String> number(String path) {
        Optional<String> common = Optional.empty();
        for (String part : path.split("/")) {
            Matcher numbered = NUMBERED.matcher(part);
            if (!numbered.matches() || common.isPresent() && !common.get().equals(numbered.group(2))) {
                return Optional.empty();
            }
            common = Optional.of(numbered.group(2));
        }
        return common;
    }

    private static String stripped(String path, String number) {
        return path.replace(number + "/", "/")
                .substring(0, path.replace(number + "/", "/").length() - number.length());
    }
}
