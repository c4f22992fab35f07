/// What shows and plays sound in every tab: waveform, level meter, and the player behind them.
@NullMarked
package studio.likeness.app.window.sound;

import org.jspecify.annotations.NullMarked;
