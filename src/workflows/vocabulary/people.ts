import { nameWords, Phrases } from "./name-words.js";

const PEOPLE = new Phrases(
  `person, persons, people, customer, customers, client, clients, patient, patients, employee, employees, staff, user, users,
   member, members, student, students, pupil, pupils, teacher, teachers, instructor, professor, contact, contacts, subscriber, subscribers,
   actor, actors, author, authors, driver, drivers, passenger, passengers, guest, guests, applicant, applicants, candidate, candidates,
   donor, donors, citizen, citizens, resident, residents, voter, voters, player, players, doctor, doctors, physician, physicians,
   nurse, nurses, beneficiary, borrower, cardholder, policyholder, participant, participants, attendee, worker, workers, volunteer,
   personen, kunde, kunden, mitarbeiter, personal, benutzer, patienten, mitglied, mitglieder, schuler, studenten, lehrer, angestellte,
   personne, personnes, utilisateur, utilisateurs, employe, employes, membre, membres, eleve, eleves, etudiant, etudiants,
   persona, personas, usuario, usuarios, empleado, empleados, cliente, clientes, alumno, alumnos, paciente, pacientes,
   pessoa, pessoas, funcionario, funcionarios, aluno, alunos`,
);

/** Whether a table's name says that its rows are people; `customer_demographics` or `user_settings` need not be. */
export function isNamedAfterPeople(table: string): boolean {
  const words = nameWords(table);
  return PEOPLE.is(words.slice(-1));
}
