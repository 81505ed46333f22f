package hewn.savedmodel.internal.flat;

import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NameAttrList;

/** The functions that an attribute names. */
public final class FunctionNames {
    private FunctionNames() {}

    /**
     * Finds them.
     *
     * @param attribute of any kind
     * @return the names, in order; mostly none
     */
    public static List<String> in(AttrValue attribute) {
        return switch (attribute.getValueCase()) {
            case FUNC -> List.of(attribute.getFunc().getName());
            case LIST ->
                attribute.getList().getFuncList().stream()
                        .map(NameAttrList::getName)
                        .toList();
            default -> List.of();
        };
    }
}
