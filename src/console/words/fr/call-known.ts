import type { callKnown as en } from "../en/call-known.ts";

export const callKnown: Record<keyof typeof en, string> = {
  "knowing.unsigned": "Les mots du logiciel, pas encore approuvés par une direction médicale.",
  "knowing.signed": "Approuvé par {name}, {as}, le {day}. Version {version}.",
  "knowing.as.medicalLead": "direction médicale",
  "knowing.as.clinician": "personnel soignant",
  "knowing.as.peerLead": "responsable des pairs",
  "knowing.notMedical": "Pas par une direction médicale.",
  "knowing.source": "Source : {source}.",
  "knowing.fallenBack":
    "La ligne ne répond pas : voici les mots du logiciel, peut-être plus anciens que les vôtres.",
  "warning.here":
    "{count, plural, one {1 alerte sur les drogues peut compter ici} other {# alertes sur les drogues peuvent compter ici}}",
  "warning.everywhere": "partout",
  "warning.from": "depuis le {day}",
  "warning.until": "jusqu'au {day}",
  "warning.noEnd": "sans fin annoncée; montrée jusqu'au {day}",
  "later.failed": "Cette partie n'est pas venue.",
  "later.again": "Réessayer",
  "more.title": "Plus, pour cette personne",
  "more.services": "Trouver un service",
  "more.referral": "Un aiguillage, si la personne en veut un",
};
