import { Help, type HelpConfiguration } from 'commander';

/** Terms up to this width have their description beside them, longer ones below. */
const TERM_WIDTH = 30;

/**
 * Help that fits 80 columns: commander gives all descriptions the room that the longest option leaves, which
 * is none here.
 */
export const NARROW_HELP: HelpConfiguration = {
  padWidth: (command, helper) => Math.min(TERM_WIDTH, Help.prototype.padWidth.call(helper, command, helper)),
  formatItem(term, width, description, helper) {
    const format = (text: string): string =>
      Help.prototype.formatItem.call(helper, text, width, description, helper);
    return helper.displayWidth(term) <= width ? format(term) : `  ${term}\n${format('')}`;
  },
};
