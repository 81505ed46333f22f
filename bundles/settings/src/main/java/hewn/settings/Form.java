package hewn.settings;

import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a configuration may say.
 *
 * @param name for people
 * @param fields of it
 */
record Form(String name, List<Field> fields) {
    Form {
        fields = List.copyOf(fields);
    }

    /** What is configured, but not valid. */
    List<Fault> faults(Dictionary<String, ?> properties) {
        return fields.stream().flatMap(field -> fault(field, properties)).toList();
    }

    private Stream<Fault> fault(Field field, Dictionary<String, ?> properties) {
        return Optional.ofNullable(properties.get(field.id())).stream()
                .flatMap(value ->
                        field.refusal(value).map(why -> new Fault(field.id(), words(field, value, why))).stream());
    }

    private String words(Field field, Object value, String why) {
        return "In '" + name + "', '" + field.name() + "' (" + field.id() + ") is ignored, for " + field.shown(value)
                + " " + why + "; until it is changed, the default holds: " + field.standard();
    }
}
