package hewn.savedmodel.internal.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private static final Pattern NUMBERED = Pattern.compile(".+(_\\d+)");

    private final List<Group> groups;
    private final int common;

    private LayerNames(List<Group> groups) {
        this.groups = groups;
        this.common = commonScope(groups.stream().map(Group::path).toList());
    }

    /**
     * Names for groups.
     *
     * @param groups at least one
     * @return one name for each, all different
     */
    static List<String> of(List<Group> groups) {
        return unique(new LayerNames(groups).names());
    }

    /** How many characters at the beginning are scopes that all are in. */
    private static int commonScope(List<String> paths) {
        String first = paths.get(0);
        int common = 0;
        for (int slash = first.indexOf('/'); slash >= 0; slash = first.indexOf('/', slash + 1)) {
            String scope = first.substring(0, slash + 1);
            if (!paths.stream().allMatch(p -> p.startsWith(scope))) {
                break;
            }
            common = slash + 1;
        }
        return common;
    }

    private List<String> names() {
        Set<String> numbers = new HashSet<>();
        for (Group group : groups) {
            List<String> scopes = scopes(group);
            if (!scopes.isEmpty()) {
                numbers.add(number(scopes.get(0)));
            }
        }
        String number = numbers.size() == 1 ? numbers.iterator().next() : "";
        return groups.stream().map(g -> name(g, number)).toList();
    }

    /** The parts of a path that are scopes; the last part may be a node. */
    private List<String> scopes(Group group) {
        List<String> parts = List.of(group.path().substring(common).split("/"));
        return group.isScope() ? parts : parts.subList(0, parts.size() - 1);
    }

    private static String number(String scope) {
        Matcher numbered = NUMBERED.matcher(scope);
        return numbered.matches() ? numbered.group(1) : "";
    }

    private String name(Group group, String number) {
        List<String> parts = new ArrayList<>();
        for (String scope : scopes(group)) {
            boolean added = !number.isEmpty() && number(scope).equals(number);
            parts.add(added ? scope.substring(0, scope.length() - number.length()) : scope);
        }
        if (!group.isScope()) {
            parts.add(group.path().substring(group.path().lastIndexOf('/') + 1));
        }
        return String.join("/", parts);
    }

    private static List<String> unique(List<String> names) {
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
}
