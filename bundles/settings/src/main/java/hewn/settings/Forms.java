package hewn.settings;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The forms of the bundles that are there, read from where the web console has them from. */
final class Forms {
    private static final String FOLDER = "OSGI-INF/metatype";

    private final Map<String, Form> byPid = new HashMap<>();

    private Forms() {}

    /** Those of all bundles; where two have the same, such as versions of one bundle, that of the newer one. */
    static Forms of(BundleContext context) {
        Forms forms = new Forms();
        for (Bundle bundle : context.getBundles()) {
            documents(bundle).forEach(forms::read);
        }
        return forms;
    }

    /** Those of some documents. */
    static Forms of(Collection<URL> documents) {
        Forms forms = new Forms();
        documents.forEach(forms::read);
        return forms;
    }

    private static List<URL> documents(Bundle bundle) {
        try {
            return Stream.ofNullable(bundle.findEntries(FOLDER, "*.xml", false))
                    .flatMap(found -> Collections.list(found).stream())
                    .toList();
        } catch (IllegalStateException uninstalled) {
            return List.of();
        }
    }

    /** What can't be read is no form in the web console either. */
    private void read(URL document) {
        try {
            Optional.ofNullable(new MetaDataReader().parse(document)).ifPresent(this::add);
        } catch (IOException unreadable) {
            return;
        }
    }

    private void add(MetaData found) {
        for (Designate designate : entries(found.getDesignates(), Designate.class)) {
            if (found.getObjectClassDefinitions() != null
                    && found.getObjectClassDefinitions()
                                    .get(designate.getObject().getOcdRef())
                            instanceof OCD form) {
                String pid = designate.getFactoryPid() == null ? designate.getPid() : designate.getFactoryPid();
                byPid.put(pid, new Form(name(form), fields(form)));
            }
        }
    }

    private static String name(OCD form) {
        return Optional.ofNullable(form.getName())
                .filter(name -> !name.startsWith("%")) // a key of a translation
                .orElse(form.getID());
    }

    private static List<Field> fields(OCD form) {
        Map<?, ?> definitions = form.getAttributeDefinitions();
        return definitions == null
                ? List.of()
                : entries(definitions.values(), AD.class).stream()
                        .map(Field::new)
                        .toList();
    }

    /** The reader's collections have no types, and may be missing. */
    private static <T> List<T> entries(Collection<?> found, Class<T> type) {
        List<T> entries = new ArrayList<>();
        if (found != null) {
            found.forEach(entry -> entries.add(type.cast(entry)));
        }
        return entries;
    }

    /** The form of a configuration; its PID may end with the bundle that it is for. */
    Optional<Form> of(String pid) {
        return Optional.ofNullable(byPid.get(pid.split("\\|", 2)[0]));
    }
}
