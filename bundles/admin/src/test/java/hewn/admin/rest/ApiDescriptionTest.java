package hewn.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDescriptionTest {
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|put|post|delete):$");

    @TempDir
    private Path data;

    @Test
    void describesEveryRouteAndNoOther() throws Exception {
        try (AdminApi api = new AdminApi(data)) {
            List<String> routes = api.servlet.routes().routes().stream()
                    .map(route -> route.method() + " " + route.template())
                    .toList();
            assertThat(described("admin-api.yaml")).containsExactlyInAnyOrderElementsOf(routes);
        }
    }

    private static List<String> described(String file) throws Exception {
        List<String> found = new ArrayList<>();
        String path = "";
        for (String line : Files.readAllLines(docs().resolve(file))) {
            Matcher atPath = PATH.matcher(line);
            Matcher atMethod = METHOD.matcher(line);
            if (atPath.matches()) {
                path = atPath.group(1);
            } else if (atMethod.matches()) {
                found.add(atMethod.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return found;
    }

    @Test
    void explainsEveryRouteToPeople() throws Exception {
        String text = Files.readString(docs().resolve("admin-api.md"));
        for (String route : described("admin-api.yaml")) {
            assertThat(text).contains("`" + route + "`");
        }
    }

    private static Path docs() {
        return Path.of(System.getProperty("hewn.root")).resolve("docs");
    }
}
