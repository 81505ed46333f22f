package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.serving.exchange.RequestException;
import java.io.IOException;

/**
 * One of the outputs that a request names.
 *
 * @param name of the output
 * @param parameters how it is wanted
 */
record OutputName(String name, Parameters parameters) {
    static OutputName read(JsonParser parser) throws IOException, RequestException {
        InputReader.requireToken(parser, JsonToken.START_OBJECT, "an output is an object");
        String name = "";
        Parameters parameters = Parameters.NONE;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> {
                    InputReader.requireToken(parser, JsonToken.VALUE_STRING, "'name' is a string");
                    name = parser.getText();
                }
                case "parameters" -> parameters = Parameters.read(parser);
                default -> parser.skipChildren();
            }
        }
        return new OutputName(name, parameters);
    }
}
