package hewn.itests.layering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a form says of its fields decides which values reach the component. */
class FormsTest {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Set<String> NUMBERS = Set.of("Integer", "Long", "Double");

    @Test
    void everyNumberHasALeastAndAMost() throws Exception {
        List<String> numbers = new ArrayList<>();
        List<String> unbounded = new ArrayList<>();
        for (Path form : forms()) {
            fields(form)
                    .filter(field -> NUMBERS.contains(field.getAttribute("type")))
                    .forEach(field -> {
                        String name = form.getFileName() + " " + field.getAttribute("id");
                        numbers.add(name);
                        if (field.getAttribute("min").isEmpty()
                                || field.getAttribute("max").isEmpty()) {
                            unbounded.add(name);
                        }
                    });
        }
        assertThat(numbers).hasSizeGreaterThan(40);
        assertThat(unbounded).isEmpty();
    }

    private static Stream<Element> fields(Path form) throws Exception {
        NodeList fields = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(form.toFile())
                .getElementsByTagName("AD");
        return IntStream.range(0, fields.getLength()).mapToObj(i -> (Element) fields.item(i));
    }

    /** Those that were built into bundles and strategies. */
    private static List<Path> forms() throws IOException {
        List<Path> forms = new ArrayList<>();
        for (String group : List.of("bundles", "strategies")) {
            for (Path module : list(ROOT.resolve(group))) {
                Path metatype = module.resolve("target/classes/OSGI-INF/metatype");
                forms.addAll(Files.isDirectory(metatype) ? list(metatype) : List.of());
            }
        }
        return forms;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
