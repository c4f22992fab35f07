package studio.likeness.models.voice;

/// Which of the system's speakers is heard.
public enum Timbre {
    FEMALE,
    MALE
}
