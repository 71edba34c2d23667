const split = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What film titles, descriptions and names are made of; our own lists. */
export const TITLE_FIRST = split(`
  Amber Ancient Arctic Bitter Blazing Borrowed Brave Broken Careless Cobalt Copper Crimson Crooked Curious Dancing
  Daring Distant Dusty Electric Emerald Empty Endless Falling Fearless Feral Final Floating Forgotten Frozen Gentle
  Gilded Golden Hidden Hollow Hungry Idle Invisible Iron Ivory Jagged Jolly Lonely Loyal Lucky Marble Midnight Misty
  Moonlit Nameless Northern Painted Paper Patient Polite Quiet Rainy Reckless Restless Rusty Sacred Scarlet Second
  Secret Silent Silver Sleeping Southern Stolen Stubborn Sudden Sunken Tangled Thirsty Velvet Wandering Wicked`);

export const TITLE_LAST = split(`
  Alibi Anchor Archive Autumn Avalanche Balcony Bandit Banquet Beacon Bicycle Blizzard Bridge Camera Canyon Captain
  Carnival Cathedral Chess Circus Clockmaker Comet Compass Courier Desert Detective Diary Dragonfly Echo Elevator
  Engine Envelope Falcon Fiddler Fountain Garden Glacier Harbor Harvest Heist Horizon Hotel Island Jury Kingdom Kite
  Labyrinth Lantern Library Lighthouse Lullaby Magician Market Melody Meteor Mirror Monsoon Museum Nomad Oasis Oracle
  Orchard Outlaw Parade Passenger Pendulum Pilot Piano Postcard Promise Puzzle Quarry Railway Rebellion River Rooftop
  Saboteur Sailor Satellite Shadow Shepherd Signal Sketch Sparrow Station Storm Stranger Telescope Theater Thunder
  Treaty Tunnel Umbrella Valley Verdict Violin Volcano Voyage Waltz Whisper Willow Winter Witness`);

export const TITLE_MIDDLE = split("Glass Stone Ocean Winter City Forest River Steel Summer Shadow Paper Village");

export const TRAITS = split(`
  retired stubborn shy ambitious clumsy brilliant homesick charming suspicious cheerful forgetful ruthless honest
  sleepless superstitious penniless`);

export const ROLES = split(`
  astronomer baker beekeeper boxer cartographer chef detective dentist diplomat diver farmer florist gardener gambler
  hacker janitor journalist judge locksmith nurse painter pianist pilot plumber poet smuggler surgeon tailor teacher
  translator violinist waitress`);

export const DEEDS = split("rescue outwit follow forgive expose befriend train betray protect replace find escape");

export const PLACES: readonly string[] = [
  "a flooded mine",
  "a town without clocks",
  "an abandoned theater",
  "the last night train",
  "a crowded space station",
  "a mountain monastery",
  "a fishing village in winter",
  "the basement of a museum",
  "a desert research camp",
  "a grand hotel during a strike",
];

export const CATEGORIES = split(`
  Action Adventure Animation Comedy Crime Documentary Drama Family Fantasy History Horror Music Mystery Romance Sci-Fi
  Western`);

export const LANGUAGES = split("English Spanish French German Japanese Hindi");
export const RATINGS = split("G PG PG-13 R NC-17");
export const FEATURES: readonly string[] = ["Trailers", "Commentaries", "Deleted Scenes", "Behind the Scenes"];
