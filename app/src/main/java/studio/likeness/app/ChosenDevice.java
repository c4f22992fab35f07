package studio.likeness.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Devices;
import studio.likeness.models.runtime.Devices.Card;

/// Where models run on this machine, as its settings have it: on the processor, or on a card. A
/// card that is chosen and cannot be used is never replaced by the processor: that is said.
public final class ChosenDevice {
    /// As the settings keep it.
    public static final String PROCESSOR = "processor";

    /// Before a card's number in the settings.
    private static final String CARD = "cuda:";

    private final Supplier<String> setting;
    private final Supplier<List<Card>> cards;
    private final Supplier<Optional<StudioException>> problem;

    /// @param name of a card; empty for the processor and for a card that is not there
    /// @param problem why nothing can run there; empty when it can
    public record State(Device device, String name, Optional<StudioException> problem) {}

    /// @param setting what is chosen now
    /// @param cards those there are, usable or not
    /// @param problem what keeps all of them from being used
    public ChosenDevice(
            Supplier<String> setting,
            Supplier<List<Card>> cards,
            Supplier<Optional<StudioException>> problem) {
        this.setting = setting;
        this.cards = cards;
        this.problem = problem;
    }

    static ChosenDevice ofMachine(Supplier<String> setting) {
        return new ChosenDevice(setting, Devices::cards, Devices::cardProblem);
    }

    /// Whether it can be used is not asked.
    public Device device() {
        return of(setting.get());
    }

    /// Asks the driver.
    public State state() {
        return state(setting.get());
    }

    /// Of a choice that may not be made yet.
    ///
    /// @param choice as the settings would keep it
    public State state(String choice) {
        return switch (of(choice)) {
            case Device.Processor processor -> new State(processor, "", Optional.empty());
            case Device.Cuda card -> state(card);
        };
    }

    private State state(Device.Cuda device) {
        var all = cards.get();
        var name =
                all.stream()
                        .filter(card -> card.index() == device.index())
                        .findFirst()
                        .map(ChosenDevice::name);
        var why =
                all.isEmpty() || name.isPresent()
                        ? problem.get()
                        : Optional.<StudioException>empty();
        return new State(
                device, name.orElse(""), why.or(() -> missing(name.isPresent(), device.index())));
    }

    private static Optional<StudioException> missing(boolean there, int index) {
        return there
                ? Optional.empty()
                : Optional.of(new StudioException("app.studio.noSuchCard", index));
    }

    /// The same device, which something is about to run on.
    ///
    /// @throws StudioException when nothing can
    public Device usable(Device device) {
        state(setting(device))
                .problem()
                .ifPresent(
                        why -> {
                            throw why;
                        });
        return device;
    }

    /// Where a model of the user's is about to run: the device that is chosen now. What is open
    // stays
    /// where it is.
    ///
    /// @throws StudioException when nothing can run there
    public Device forModel() {
        return usable(device());
    }

    /// Where networks of few weights run, whatever is chosen: those that tell speech from noise,
    // take
    /// noise out, or give a speaker's vector. Their steps are too short to be worth the way to a
    // card.
    public static Device forSmallNetwork() {
        return Device.processor();
    }

    /// Those that could be chosen.
    public List<Card> cards() {
        return cards.get();
    }

    /// For people: its number, what it is called and its memory.
    public static String name(Card card) {
        return "GPU %d · %s · %d GB"
                .formatted(card.index(), card.name(), Math.round(card.memoryBytes() / 0x1p30));
    }

    /// As the settings keep it.
    public static String setting(Device device) {
        return switch (device) {
            case Device.Processor _ -> PROCESSOR;
            case Device.Cuda(int index) -> CARD + index;
        };
    }

    private static Device of(String choice) {
        if (choice.equals(PROCESSOR)) {
            return Device.processor();
        }
        try {
            if (choice.startsWith(CARD)) {
                return new Device.Cuda(Integer.parseUnsignedInt(choice.substring(CARD.length())));
            }
        } catch (NumberFormatException e) {
            throw new StudioException(e, "app.studio.badDevice", choice);
        }
        throw new StudioException("app.studio.badDevice", choice);
    }
}
