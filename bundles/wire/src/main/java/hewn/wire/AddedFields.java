package hewn.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fields that were added to messages of this schema, and that older senders leave out. */
final class AddedFields {
    private static final String DEVICE_STATUS = MessageMapper.name(DeviceStatus.class);
    private static final String LOAD_STAGE = MessageMapper.name(DeviceCommand.LoadStage.class);
    private static final String PRUNE_SLICES = MessageMapper.name(DeviceCommand.PruneSlices.class);

    private AddedFields() {}

    /** Gives what is missing in a message, or in the command of an order, the value that it stands for. */
    static void fillIn(JsonNode message) {
        if (isOf(DEVICE_STATUS, message) && !message.has("stopped")) {
            ((ObjectNode) message).put("stopped", false);
        }
        fillInCommand(message);
        fillInCommand(message.path("command"));
    }

    private static void fillInCommand(JsonNode command) {
        if (isOf(LOAD_STAGE, command) && !command.has("memoryBytes")) {
            ((ObjectNode) command).put("memoryBytes", 0);
        } else if (isOf(PRUNE_SLICES, command) && !command.has("generations")) {
            // even beside an upTo: without a list of what is used, nothing is unloaded
            ((ObjectNode) command).put("upTo", 0).putArray("generations");
        }
    }

    private static boolean isOf(String kind, JsonNode message) {
        return message.isObject() && message.path("kind").asText().equals(kind);
    }
}
