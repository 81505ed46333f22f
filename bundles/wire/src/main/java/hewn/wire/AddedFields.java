package hewn.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fields that were added to messages of this schema, and that older senders leave out. */
final class AddedFields {
    private static final String LOAD_STAGE = MessageMapper.name(DeviceCommand.LoadStage.class);

    private AddedFields() {}

    /** Gives what is missing in a message, or in the command of an order, the value that it stands for. */
    static void fillIn(JsonNode message) {
        fillInCommand(message);
        fillInCommand(message.path("command"));
    }

    private static void fillInCommand(JsonNode command) {
        if (command.isObject() && command.path("kind").asText().equals(LOAD_STAGE) && !command.has("memoryBytes")) {
            ((ObjectNode) command).put("memoryBytes", 0);
        }
    }
}
