import type { Heard } from "./heard.ts";

/** What English-speaking callers say, by whole phrase. Written plainly; speech.ts evens out spelling. */
export const heardEn: Heard = {
  there: `
    yes, yeah, yep, yup, yah, ya, yea, sure, ok, alright, all right, of course, absolutely,
    affirmative, yes I am, here, I'm here, still here, I'm still here, right here, I'm right here,
    over here, present, I'm with you, still with you, I'm still with you, still alive, I'm alive,
    I'm still alive, I'm awake, still awake, I hear you, I can hear you, got you, I got you,
    loud and clear, still breathing, I'm breathing, I'm still breathing
  `,
  well: `
    good, fine, not bad, I'm not bad, not too bad, not so bad, not that bad, not bad at all,
    I'm not too bad, I'm not so bad, I'm not that bad, it's not bad, could be worse, I'm well,
    I'm doing well, doing well, I'm cool, no problem, no problems, no worries, never better,
    can't complain, I can't complain, I feel better, feeling better, I'm safe, nothing's wrong,
    nothing wrong, I'm great, feeling great, I feel great, doing great, I'm doing great,
    I'm just fine, just fine
  `,
  refusal: `
    no, nope, nah, I'm not, no I'm not, not really, not at all, not so much
  `,
  distress: `
    help, help me, no help me, I need help, need help, I need some help, send help, get help,
    get me help, call for help, I want help, can you help me, can't breathe, I can't breathe,
    hard to breathe, it's hard to breathe, trouble breathing, I'm having trouble breathing,
    I'm not breathing, I'm choking, I can't move, I can't feel my legs, I can't stay awake,
    I can't wake up, I can't see, call 911, call 9-1-1, 911, call an ambulance,
    call the ambulance, ambulance, I need an ambulance, send an ambulance, get an ambulance,
    emergency, it's an emergency, I'm dying, I'm going to die, I'm gonna die, I want to die,
    I took too much, too much, I did too much, I'm overdosing, I overdosed, overdose,
    I'm in trouble, I'm in pain, chest pain, my chest hurts, my chest, it hurts, I'm hurt,
    I'm bleeding, I fell, I'm sick, I feel sick, I feel bad, feeling bad, I'm bad, bad, very bad,
    real bad, I feel like shit, something's wrong, something is wrong, I'm passing out,
    I'm going to pass out, I'm gonna pass out, I'm fainting, I'm dizzy, I'm scared, I'm unwell,
    he's not breathing, she's not breathing, they're not breathing, he's not waking up,
    she's not waking up, they're not waking up, he won't wake up, she won't wake up,
    they won't wake up
  `,
  unsure: `
    no ambulance, no help, no 911, no emergency, no overdose, no chest pain, no trouble breathing,
    no police, no cops, no thanks, no thank you
  `,
  states: `
    ok, good, fine, alright, all right, all good, all ok
  `,
  claims: `
    I'm {}, I feel {}, I'm feeling {}, feeling {}, I'm doing {}, doing {}, it's {}, it's all {},
    all {}, everything's {}, everything is {}, that's {}
  `,
  denials: `
    not {}, I'm not {}, no I'm not {}, I don't feel {}, I'm not feeling {}, not feeling {},
    I'm not doing {}, not doing {}, it's not {}, not really {}, I'm not really {}, not so {},
    not too {}, I'm not too {}, I don't feel too {}, I don't feel so {}, I'm not so {},
    not all {}, nothing is {}, far from {}, I'm not well, not well, not doing well,
    I'm not doing well, not feeling well, I don't feel well, I'm not feeling well, I'm not safe
  `,
  fillers: `
    um, umm, uh, er, erm, hmm, hm, ah, oh, hey, well, like, man, dude, bro, buddy, please, thanks,
    thank you, and, but, fuck, shit, damn, god, jeez
  `,
  emphasis: `
    really, very, so, pretty, still, totally, actually, honestly, too, fucking
  `,
};
