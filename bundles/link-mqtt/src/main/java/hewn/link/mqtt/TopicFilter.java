package hewn.link.mqtt;

/**
 * A topic with or without wildcards (MQTT 5, section 4.7): {@code +} stands for one level, {@code #} at the end for any
 * number of them.
 *
 * @param text the filter as it is subscribed to
 */
record TopicFilter(String text) {
    boolean matches(String topic) {
        String[] filterLevels = text.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < filterLevels.length; i++) {
            if (filterLevels[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !filterLevels[i].equals("+") && !filterLevels[i].equals(levels[i])) {
                return false;
            }
        }
        return filterLevels.length == levels.length;
    }

    /** Where the answers to what is sent to a topic go: beside it. */
    static String repliesBeside(String topic) {
        return topic.substring(0, topic.lastIndexOf('/') + 1) + "replies";
    }

    static boolean isTopic(String text) {
        return !text.isEmpty() && text.indexOf('+') < 0 && text.indexOf('#') < 0 && text.indexOf(0) < 0;
    }

    static String requireTopic(String topic) {
        if (!isTopic(topic)) {
            throw new IllegalArgumentException("a topic to publish at has no wildcards, but got '" + topic + "'");
        }
        return topic;
    }
}
