package hewn.admin.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path on which something is done.
 *
 * @param method such as {@code GET}
 * @param template such as {@code /models/{name}}, below the API's root
 */
record Route(String method, String template, Handler handler) {
    /** What the path says where the template has variables, if it is of the template's form. */
    Optional<Map<String, String>> match(String path) {
        String[] expected = template.split("/", -1);
        String[] got = path.split("/", -1);
        if (expected.length != got.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                variables.put(expected[i].substring(1, expected[i].length() - 1), got[i]);
            } else if (!expected[i].equals(got[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
